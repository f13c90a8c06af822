foreach(name IN ITEMS connections credentialkeeper environments eventarchive eventlog eventquery jobstate launchoptions linediff logexport mask personal placed pollplan pollplans redactionrules redactor sessiondiff sessionfile wakewatch widgetevent)
  console_test(NAME session_${name} KIND unit SOURCES unit/session_${name}.cpp LIBS console_session)
endforeach()
# It runs other programs, more than a hundred times.
console_test(NAME session_requestcode KIND unit SOURCES unit/session_requestcode.cpp LIBS console_session TIMEOUT 300)
foreach(name IN ITEMS audience tokensource userflow linkflow jobwatcher jobsurvival jobboard datadesk sendagain session)
  console_test(NAME session_${name} KIND unit SOURCES unit/session_${name}.cpp unit/session_fixture.h LIBS console_session)
endforeach()
target_link_libraries(session_session PRIVATE Qt6::Sql)

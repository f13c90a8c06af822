foreach(name IN ITEMS advice connections credentialkeeper environments eventlog jobstate launchoptions mask redactor widgetevent)
  console_test(NAME session_${name} KIND unit SOURCES unit/session_${name}.cpp LIBS console_session)
endforeach()
foreach(name IN ITEMS tokensource userflow linkflow jobwatcher jobboard datadesk session)
  console_test(NAME session_${name} KIND unit
    SOURCES unit/session_${name}.cpp unit/session_fixture.h support/scriptednetwork.cpp support/scriptednetwork.h
    LIBS console_session)
endforeach()

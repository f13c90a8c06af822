# Real WebEngine, offscreen. A test may use the vendor's own files beside the embedded ones.
foreach(name IN ITEMS launch driver failures guard hostile lifecycle moves panes simulated brandings)
  set(libs console_web)
  if(name MATCHES "^(panes|simulated|brandings)$")
    list(APPEND libs console_app console_runner)
  endif()
  console_test(NAME web_${name} KIND web TIMEOUT 300
    SOURCES web/${name}.cpp
    LIBS ${libs})
  if(TARGET web_${name})
    target_compile_definitions(web_${name} PRIVATE CONSOLE_SDK_DIR="${CONSOLE_SDK_DIR}")
  endif()
endforeach()
# Walk-throughs: what a lane does, whom it blames, and in which widgets it gets through.
foreach(name IN ITEMS engine faults layouts)
  console_test(NAME web_walk_${name} KIND web TIMEOUT 600 SOURCES web/walk_${name}.cpp web/walklab.h LIBS console_app console_runner)
  if(TARGET web_walk_${name})
    target_compile_definitions(web_walk_${name} PRIVATE CONSOLE_SDK_DIR="${CONSOLE_SDK_DIR}")
  endif()
endforeach()
if(TARGET web_walk_layouts)
  add_test(NAME bench_walk_layouts COMMAND web_walk_layouts)
  set_tests_properties(bench_walk_layouts PROPERTIES LABELS bench TIMEOUT 1800 RUN_SERIAL TRUE
    ENVIRONMENT "CONSOLE_ALL_LAYOUTS=1;QTEST_FUNCTION_TIMEOUT=1700000;QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1")
endif()
if(TARGET web_walk_faults)
  # An eighth of the faults with the tests, all with the benches.
  add_test(NAME bench_walk_faults COMMAND web_walk_faults)
  set_tests_properties(bench_walk_faults PROPERTIES LABELS bench TIMEOUT 3600 RUN_SERIAL TRUE
    ENVIRONMENT "CONSOLE_ALL_FAULTS=1;QTEST_FUNCTION_TIMEOUT=1700000;QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1")
endif()

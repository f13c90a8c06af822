if(TARGET aerosync-walk AND TARGET aerosync-console)
  console_test(NAME walk_program KIND integration SOURCES integration/walk_program.cpp LIBS Qt6::Core)
  target_compile_definitions(walk_program PRIVATE WALK_PROGRAM="$<TARGET_FILE:aerosync-walk>" SOURCE_FOLDER="${CMAKE_SOURCE_DIR}")
  add_dependencies(walk_program aerosync-walk)

  # What really happens to jobs, with all three programs.
  foreach(name IN ITEMS kill_jobs two_programs full_disk)
    console_test(NAME ${name} KIND integration TIMEOUT 600 SOURCES integration/${name}.cpp integration/jobs_world.cpp integration/jobs_world.h LIBS Qt6::Network Qt6::Sql)
    target_compile_definitions(${name} PRIVATE WALK_PROGRAM="$<TARGET_FILE:aerosync-walk>" CONSOLE_PROGRAM="$<TARGET_FILE:aerosync-console>"
      SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>")
    add_dependencies(${name} aerosync-walk aerosync-console aerosync-simulator)
  endforeach()
  # Twenty kills with the tests, five hundred with the benches.
  add_test(NAME bench_kill_jobs COMMAND kill_jobs)
  set_tests_properties(bench_kill_jobs PROPERTIES LABELS bench TIMEOUT 1800 RUN_SERIAL TRUE ENVIRONMENT "CONSOLE_KILLS=500;QTEST_FUNCTION_TIMEOUT=1700000;QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1")
endif()

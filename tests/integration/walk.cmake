if(TARGET aerosync-walk)
  console_test(NAME walk_program KIND integration SOURCES integration/walk_program.cpp LIBS Qt6::Core)
  target_compile_definitions(walk_program PRIVATE WALK_PROGRAM="$<TARGET_FILE:aerosync-walk>")
  add_dependencies(walk_program aerosync-walk)

  # Twenty kills with the tests, five hundred with the benches.
  console_test(NAME kill_jobs KIND integration TIMEOUT 600 SOURCES integration/kill_jobs.cpp LIBS Qt6::Network Qt6::Sql)
  target_compile_definitions(kill_jobs PRIVATE WALK_PROGRAM="$<TARGET_FILE:aerosync-walk>" SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>")
  add_dependencies(kill_jobs aerosync-walk aerosync-simulator)
  add_test(NAME bench_kill_jobs COMMAND kill_jobs)
  set_tests_properties(bench_kill_jobs PROPERTIES LABELS bench TIMEOUT 1800 RUN_SERIAL TRUE ENVIRONMENT "CONSOLE_KILLS=500;QT_QPA_PLATFORM=offscreen")
endif()

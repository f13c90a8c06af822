# Who may include whom (src/CMakeLists.txt): checked on the sources themselves; and the check is checked.
add_test(NAME arrows COMMAND "${CMAKE_COMMAND}" "-DTREE=${CMAKE_SOURCE_DIR}/src" -P "${CMAKE_CURRENT_SOURCE_DIR}/support/checkarrows.cmake")
add_test(NAME arrows_selftest COMMAND "${CMAKE_COMMAND}" "-DCHECK=${CMAKE_CURRENT_SOURCE_DIR}/support/checkarrows.cmake"
  "-DWORK=${CMAKE_CURRENT_BINARY_DIR}" -P "${CMAKE_CURRENT_SOURCE_DIR}/support/checkarrows_selftest.cmake")
set_tests_properties(arrows arrows_selftest PROPERTIES LABELS unit TIMEOUT 120)

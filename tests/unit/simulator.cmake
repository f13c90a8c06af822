# The simulator's world without sockets, and its manual page.
foreach(name IN ITEMS data world login widget faults people manual household brandings)
  console_test(NAME simulator_${name} KIND unit SOURCES unit/simulator_${name}.cpp LIBS console_simulator)
endforeach()
if(TARGET simulator_manual)
  target_compile_definitions(simulator_manual PRIVATE SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}/..")
endif()

# The simulator's world without sockets.
foreach(name IN ITEMS data world login widget faults people)
  console_test(NAME simulator_${name} KIND unit SOURCES unit/simulator_${name}.cpp LIBS console_simulator)
endforeach()

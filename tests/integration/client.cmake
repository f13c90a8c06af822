# The client room against the simulator, over real HTTP.
foreach(name IN ITEMS calls faults)
  console_test(NAME client_${name} KIND integration TIMEOUT 300
    SOURCES integration/client_${name}.cpp support/apifixture.cpp support/apifixture.h
    LIBS console_api console_simulator)
endforeach()

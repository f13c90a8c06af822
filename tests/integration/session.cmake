# The session against the simulator over real HTTP: the main job without a window, and every fault.
foreach(name IN ITEMS mainjob trouble faults)
  console_test(NAME session_${name} KIND integration SOURCES integration/session_${name}.cpp integration/session_world.cpp integration/session_world.h
    LIBS console_session console_simulator TIMEOUT 600)
endforeach()

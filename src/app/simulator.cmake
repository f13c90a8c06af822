# The program aerosync-simulator; it knows only its own room.
add_executable(aerosync-simulator simulator_main.cpp)
target_link_libraries(aerosync-simulator PRIVATE console_simulator Qt6::Core)

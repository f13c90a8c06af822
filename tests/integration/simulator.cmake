# The simulator over real HTTP, and as a program.
foreach(name IN ITEMS api aeropay widgetapi faultsurface control edges orders launches looks)
  console_test(NAME simulator_${name} KIND integration SOURCES integration/simulator_${name}.cpp
    LIBS console_simulator Qt6::Network)
endforeach()
if(TARGET aerosync-simulator)
  console_test(NAME simulator_program KIND integration SOURCES integration/simulator_program.cpp LIBS Qt6::Core Qt6::Network)
  target_compile_definitions(simulator_program PRIVATE SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>")
  add_dependencies(simulator_program aerosync-simulator)
endif()
# Its pages need a browser. No room of ours is in between: they are tested as any host meets them.
foreach(name IN ITEMS pages branded layouts)
  console_test(NAME simulator_${name} KIND web TIMEOUT 300 SOURCES integration/simulator_${name}.cpp
    LIBS console_simulator Qt6::Network Qt6::WebEngineWidgets)
endforeach()
if(TARGET simulator_layouts)
  target_compile_definitions(simulator_layouts PRIVATE LAYOUTS_FILE="${CMAKE_SOURCE_DIR}/resources/simulator/layouts.json"
    PERSON_FILE="${CMAKE_SOURCE_DIR}/tests/integration/simulator_person.js")
endif()

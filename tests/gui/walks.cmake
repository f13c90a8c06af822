# Walks by hand, by machine, and recorded.
console_test(NAME gui_handwalk KIND gui SOURCES gui/handwalk.cpp gui/shell_world.h LIBS console_gui)
console_test(NAME gui_recordedwalk KIND gui SOURCES gui/recordedwalk.cpp LIBS console_gui)
if(TARGET console_app)
  console_test(NAME gui_walks KIND gui SOURCES gui/walks.cpp gui/hands.h LIBS console_app console_gui TIMEOUT 300)
  console_test(NAME gui_walkrecord KIND gui SOURCES gui/walkrecord.cpp gui/hands.h LIBS console_app console_gui TIMEOUT 300)
endif()

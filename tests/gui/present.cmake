# Presenting: the audience's window and the presenter's; the second program with the real widget.
console_test(NAME gui_present KIND gui SOURCES gui/present.cpp gui/present_fixture.h LIBS console_gui TIMEOUT 180)
if(TARGET console_app)
  console_test(NAME gui_present_live KIND gui SOURCES gui/present_live.cpp gui/present_fixture.h gui/hands.h LIBS console_app console_gui TIMEOUT 300)
endif()

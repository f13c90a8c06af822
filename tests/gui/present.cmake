# Presenting: the audience's window and the presenter's; how they look; with the real widget.
foreach(name IN ITEMS present present_looks)
  console_test(NAME gui_${name} KIND gui SOURCES gui/${name}.cpp gui/present_demo.h LIBS console_gui TIMEOUT 180)
endforeach()
if(TARGET gui_present_looks) # a second screen, which the display of tests has only when it is told so
  add_test(NAME gui_present_two_screens COMMAND gui_present_looks takesAnotherScreen)
  set_tests_properties(gui_present_two_screens PROPERTIES LABELS gui TIMEOUT 60 RUN_SERIAL TRUE SKIP_REGULAR_EXPRESSION "SKIP   :"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen:configfile=${CMAKE_CURRENT_SOURCE_DIR}/fixtures/two_screens.json;QTWEBENGINE_DISABLE_SANDBOX=1;QT_FORCE_STDERR_LOGGING=1")
endif()
if(TARGET console_app)
  console_test(NAME gui_present_live KIND gui SOURCES gui/present_live.cpp gui/present_fixture.h gui/hands.h LIBS console_app console_gui TIMEOUT 300)
endif()

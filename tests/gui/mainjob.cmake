if(TARGET console_app)
  console_test(NAME gui_mainjob KIND gui SOURCES gui/mainjob.cpp LIBS console_app console_gui TIMEOUT 300)
endif()

# Where the widget would load: the check by real launches, and its window.
if(TARGET console_app)
  console_test(NAME web_origins KIND web SOURCES web/origins.cpp LIBS console_app console_gui TIMEOUT 300)
endif()

if(TARGET console_app)
  console_test(NAME gui_brandlab KIND gui SOURCES gui/brandlab.cpp gui/hands.h LIBS console_app console_gui TIMEOUT 300)
  console_test(NAME gui_mainjob KIND gui SOURCES gui/mainjob.cpp gui/hands.h LIBS console_app console_gui TIMEOUT 300)
endif()
# What only prints needs no display.
if(TARGET aerosync-console)
  foreach(option IN ITEMS help version)
    add_test(NAME console_${option}_without_display
      COMMAND ${CMAKE_COMMAND} -E env --unset=DISPLAY --unset=WAYLAND_DISPLAY --unset=QT_QPA_PLATFORM $<TARGET_FILE:aerosync-console> --${option})
    set_tests_properties(console_${option}_without_display PROPERTIES LABELS gui TIMEOUT 30
      PASS_REGULAR_EXPRESSION "aerosync-console|Aerosync Console")
  endforeach()
endif()

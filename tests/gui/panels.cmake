foreach(name IN ITEMS controls models words masks raw jobs data events export faces saved tools true)
  console_test(NAME panels_${name} KIND gui SOURCES gui/panels_${name}.cpp LIBS console_gui TIMEOUT 180)
endforeach()

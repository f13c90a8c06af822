set(panels_support gui/panels_fixture.cpp gui/panels_fixture.h support/scriptednetwork.cpp support/scriptednetwork.h)
foreach(name IN ITEMS models words masks raw jobs data events faces)
  console_test(NAME panels_${name} KIND gui SOURCES gui/panels_${name}.cpp ${panels_support} LIBS console_gui TIMEOUT 180)
endforeach()

# Walk files: what is read, what is wrong with them, what comes with the program.
# console_brand is named for its sake in console_test(): a test with QtGui has precompiled headers of its own.
foreach(name IN ITEMS read problems match variables)
  console_test(NAME walkfile_${name} KIND unit SOURCES unit/walkfile_${name}.cpp unit/walkfile_fixture.h LIBS console_walk console_brand)
endforeach()
console_test(NAME walkfile_fuzz KIND unit SOURCES unit/walkfile_fuzz.cpp unit/walkfile_fixture.h LIBS console_walk console_brand TIMEOUT 600) # thousands of files
console_test(NAME walkfile_catalogue KIND unit SOURCES unit/walkfile_catalogue.cpp LIBS console_walk console_brand console_session console_simulator)

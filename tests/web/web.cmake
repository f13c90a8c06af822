# Real WebEngine, offscreen. A test may use the vendor's own files beside the embedded ones.
set(web_support support/fakewidget.cpp support/fakewidget.h support/webcase.cpp support/webcase.h)
list(TRANSFORM web_support PREPEND "${CMAKE_SOURCE_DIR}/tests/")
foreach(name IN ITEMS launch driver failures hostile lifecycle simulated)
  set(libs console_web Qt6::HttpServer)
  if(name STREQUAL "simulated")
    list(APPEND libs console_app)
  endif()
  console_test(NAME web_${name} KIND web TIMEOUT 300
    SOURCES "${CMAKE_SOURCE_DIR}/tests/web/${name}.cpp" ${web_support}
    LIBS ${libs})
  if(TARGET web_${name})
    target_compile_definitions(web_${name} PRIVATE CONSOLE_SDK_DIR="${CONSOLE_SDK_DIR}")
  endif()
endforeach()

# Real WebEngine, offscreen. A test may use the vendor's own files beside the embedded ones.
foreach(name IN ITEMS launch driver failures guard hostile lifecycle moves panes simulated brandings)
  set(libs console_web)
  if(name MATCHES "^(panes|simulated|brandings)$")
    list(APPEND libs console_app console_runner)
  endif()
  console_test(NAME web_${name} KIND web TIMEOUT 300
    SOURCES web/${name}.cpp
    LIBS ${libs})
  if(TARGET web_${name})
    target_compile_definitions(web_${name} PRIVATE CONSOLE_SDK_DIR="${CONSOLE_SDK_DIR}")
  endif()
endforeach()

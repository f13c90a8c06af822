# What tests share, compiled once: the fake network; with a window also the fixture of the panels and the fake widget.
# Reading Qt's headers is most of the time it takes to compile a test, so they are read once for each of the two kinds
# (not with ccache: see src/CMakeLists.txt).
add_library(test_support STATIC
  support/fakereply.cpp support/fakereply.h support/fakenetwork.cpp support/fakenetwork.h
  support/scriptednetwork.cpp support/scriptednetwork.h)
target_link_libraries(test_support PUBLIC console_flags Qt6::Test Qt6::Network)
target_include_directories(test_support PUBLIC "${CMAKE_SOURCE_DIR}/tests")
set(test_headers <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QNetworkAccessManager> <QNetworkReply>
  <QPointer> <QSignalSpy> <QTemporaryDir> <QTest> <QTimer> <QUrlQuery> <chrono> <functional> <memory> <optional> <variant>)
if(NOT CONSOLE_SANITIZE)
  add_library(test_window_support STATIC
    gui/panels_fixture.cpp gui/panels_fixture.h
    support/fakewidget.cpp support/fakewidget.h support/webcase.cpp support/webcase.h)
  target_link_libraries(test_window_support PUBLIC test_support console_web Qt6::HttpServer)
endif()
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  target_precompile_headers(test_support PRIVATE ${test_headers})
  if(TARGET test_window_support)
    target_precompile_headers(test_window_support PRIVATE ${test_headers} <QAction> <QApplication> <QLabel> <QPushButton>
      <QWebEnginePage> <QWebEngineView> "${CMAKE_SOURCE_DIR}/src/session/session.h")
  endif()
endif()

# Most tests declare their class in the only file they have: moc is run for it alone. AUTOMOC would start a program and
# compile an empty file for each of them, a tenth of the time that the tests take to build.
function(console_test_moc target sources)
  if(sources MATCHES "\\.h(;|$)")
    return()
  endif()
  set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_moc")
  target_include_directories(${target} PRIVATE "${folder}")
  foreach(source IN LISTS sources)
    get_filename_component(name "${source}" NAME_WE)
    get_filename_component(path "${source}" ABSOLUTE)
    qt6_generate_moc("${path}" "${folder}/${name}.moc" TARGET ${target})
    target_sources(${target} PRIVATE "${folder}/${name}.moc")
  endforeach()
endfunction()

# console_test(NAME name KIND unit|integration|web|gui|keychain SOURCES … LIBS … [TIMEOUT s]): one QtTest program.
# In a sanitizer build only unit and integration tests exist (WebEngine cannot run under ASan).
function(console_test)
  cmake_parse_arguments(arg "" "NAME;KIND;TIMEOUT" "SOURCES;LIBS" ${ARGN})
  if(CONSOLE_SANITIZE AND NOT arg_KIND MATCHES "^(unit|integration)$")
    return()
  endif()
  foreach(lib IN LISTS arg_LIBS)
    if(lib MATCHES "^console_" AND NOT TARGET ${lib})
      message(WARNING "test ${arg_NAME} left out: no target ${lib}")
      return()
    endif()
  endforeach()
  add_executable(${arg_NAME} ${arg_SOURCES})
  console_test_moc(${arg_NAME} "${arg_SOURCES}")
  set(support test_support)
  if(arg_KIND MATCHES "^(web|gui)$")
    set(support test_window_support)
  endif()
  target_link_libraries(${arg_NAME} PRIVATE ${support} ${arg_LIBS})
  # QtTest's headers hold more where QtGui is linked, so those of a test without a window are not for brand.
  if(NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT "console_brand" IN_LIST arg_LIBS)
    target_precompile_headers(${arg_NAME} REUSE_FROM ${support})
  endif()
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  # packaging/test runs both builds in one ctest; the names tell them apart.
  set(test_name ${arg_NAME})
  if(CONSOLE_SANITIZE)
    set(test_name ${arg_NAME}.sanitized)
  endif()
  add_test(NAME ${test_name} COMMAND ${arg_NAME})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set_tests_properties(${test_name} PROPERTIES LABELS ${arg_KIND} TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1;QT_FORCE_STDERR_LOGGING=1")
  if(arg_KIND MATCHES "^(web|gui|keychain)$")
    set_tests_properties(${test_name} PROPERTIES RUN_SERIAL TRUE)
  endif()
endfunction()

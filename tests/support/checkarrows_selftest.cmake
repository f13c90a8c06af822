# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DCHECK=<checkarrows.cmake> -DWORK=<folder> -P …: the check passes a good tree and fails each bad one, naming the line.
cmake_minimum_required(VERSION 3.25)

function(make_good tree)
  file(REMOVE_RECURSE "${tree}")
  file(WRITE "${tree}/base/a.h" "#pragma once\n#include <QString>\n")
  file(WRITE "${tree}/api/a.cpp" "#include \"api/a.h\"\n#include \"base/a.h\"\n#include <QNetworkReply>\n")
  file(WRITE "${tree}/brand/a.cpp" "#include \"base/a.h\"\n#include <QImage>\n")
  file(WRITE "${tree}/walk/a.cpp" "#include \"api/a.h\"\n#include \"brand/a.h\"\n")
  file(WRITE "${tree}/session/a.cpp" "// ; [brackets] and \"quotes\"\n#include \"store/a.h\"\n")
  file(WRITE "${tree}/web/a.cpp" "#include \"session/a.h\"\n#include <QWebEngineView>\n")
  file(WRITE "${tree}/gui/a.cpp" "#include \"ui_a.h\"\n#include \"runner/a.h\"\n#include \"web/a.h\"\n#include <QWidget>\n#include \"a.moc\"\n")
  file(WRITE "${tree}/gui/audiencea.cpp" "#include \"gui/audiencea.h\"\n#include \"session/audiencestory.h\"\n#include \"ui_audiencea.h\"\n#include <QLabel>\n#include <memory>\n")
  file(WRITE "${tree}/gui/audiencelive.cpp" "#include \"web/widgetview.h\"\n")
  file(WRITE "${tree}/session/audiencestory.cpp" "#include \"session/mask.h\"\n#include <algorithm>\n")
  file(WRITE "${tree}/simulator/a.cpp" "#include \"simulator/a.h\"\n#include <QTcpServer>\n")
  file(WRITE "${tree}/app/main.cpp" "#include \"gui/a.h\"\n#include \"simulator/a.h\"\n#include \"store/keychainstore.h\"\n")
  file(WRITE "${tree}/api/CMakeLists.txt" "target_link_libraries(console_api PUBLIC console_base Qt6::Network)\n")
endfunction()

function(expect tree wanted)
  execute_process(COMMAND "${CMAKE_COMMAND}" "-DTREE=${tree}" -P "${CHECK}" RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(wanted STREQUAL "" AND NOT code EQUAL 0)
    message(FATAL_ERROR "a good tree was refused:\n${said}")
  elseif(NOT wanted STREQUAL "" AND code EQUAL 0)
    message(FATAL_ERROR "a bad tree passed; expected: ${wanted}")
  elseif(NOT wanted STREQUAL "")
    # CMake wraps its messages, where depends on how long the folder's path is.
    string(REGEX REPLACE "[ \n]+" " " said "${said}")
    string(FIND "${said}" "${wanted}" at)
    if(at LESS 0)
      message(FATAL_ERROR "expected “${wanted}” in:\n${said}")
    endif()
  endif()
endfunction()

set(tree "${WORK}/arrows")
make_good("${tree}")
expect("${tree}" "")

# file | its text | the line that must be named
set(bad
  "api/b.h|#pragma once\n\n#include \"session/a.h\"\n|api/b.h:3:"
  "base/b.cpp|#include \"api/a.h\"\n|base/b.cpp:1:"
  "store/b.cpp|#include <QString>\n#include \"api/a.h\"\n|store/b.cpp:2:"
  "brand/b.cpp|#include \"store/a.h\"\n|brand/b.cpp:1:"
  "brand/b.cpp|#include <QLabel>\n|brand/b.cpp:1:"
  "session/b.cpp|#include \"brand/a.h\"\n|session/b.cpp:1:"
  "session/b.cpp|\n\n\n#  include \"web/a.h\"\n|session/b.cpp:4:"
  "web/b.cpp|#include \"gui/a.h\"\n|web/b.cpp:1:"
  "gui/b.cpp|#include \"simulator/a.h\"\n|gui/b.cpp:1:"
  "walk/b.cpp|#include \"session/a.h\"\n|walk/b.cpp:1:"
  "runner/b.cpp|#include \"gui/a.h\"\n|runner/b.cpp:1:"
  "simulator/b.cpp|// why\n#include \"base/a.h\"\n|simulator/b.cpp:2:"
  "simulator/b.cpp|#include \"api/a.h\"\n|simulator/b.cpp:1:"
  "gui/b.cpp|#include <QWidget>\n#include <QNetworkAccessManager>\n|gui/b.cpp:2:"
  "gui/b.h|#include <QSqlDatabase>\n|gui/b.h:1:"
  "runner/b.cpp|#include <qt6keychain/keychain.h>\n|runner/b.cpp:1:"
  "gui/b.cpp|#include \"store/keychainstore.h\"\n|gui/b.cpp:1:"
  "gui/audienceb.cpp|#include \"session/audiencestory.h\"\n#include \"session/session.h\"\n|gui/audienceb.cpp:2:"
  "gui/audienceb.h|#include \"gui/persontext.h\"\n|gui/audienceb.h:1:"
  "gui/audienceb.cpp|#include \"web/widgetview.h\"\n|gui/audienceb.cpp:1:"
  "session/audiencestory.cpp|#include \"session/mask.h\"\n#include \"session/userflow.h\"\n|session/audiencestory.cpp:2:"
  "api/b.cpp|#include <QWidget>\n|api/b.cpp:1:"
  "store/b.cpp|#include <QWebEnginePage>\n|store/b.cpp:1:"
  "session/b.cpp|#include \"../api/a.h\"\n|session/b.cpp:1:"
  "session/CMakeLists.txt|add_library(x)\ntarget_link_libraries(console_session PUBLIC console_web)\n|session/CMakeLists.txt:2:"
  "api/CMakeLists.txt|target_link_libraries(console_api PUBLIC Qt6::Widgets)\n|api/CMakeLists.txt:1:")
foreach(row IN LISTS bad)
  string(REPLACE "|" ";" parts "${row}")
  list(GET parts 0 file)
  list(GET parts 1 text)
  list(GET parts 2 wanted)
  make_good("${tree}")
  file(WRITE "${tree}/${file}" "${text}")
  expect("${tree}" "${wanted}")
endforeach()

file(REMOVE_RECURSE "${tree}")
file(MAKE_DIRECTORY "${tree}")
expect("${tree}" "nothing was checked")

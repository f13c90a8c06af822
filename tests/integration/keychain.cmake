# The OS keychain, for real: on a session bus of its own with an unlocked gnome-keyring, and without any bus.
if(NOT CONSOLE_SANITIZE)
  foreach(name IN ITEMS store_keychain store_nokeychain)
    add_executable(${name} integration/${name}.cpp support/secretstorecontract.h)
    target_link_libraries(${name} PRIVATE console_flags Qt6::Test console_store)
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  endforeach()
  add_test(NAME store_keychain COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/support/with-keyring.sh" $<TARGET_FILE:store_keychain>)
  add_test(NAME store_nokeychain COMMAND store_nokeychain)
  set_tests_properties(store_keychain store_nokeychain PROPERTIES LABELS keychain TIMEOUT 120 RUN_SERIAL TRUE
    ENVIRONMENT "QT_FORCE_STDERR_LOGGING=1")
endif()

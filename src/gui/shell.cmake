target_sources(console_gui PRIVATE
  mainwindow.cpp mainwindow.h
  theme.cpp theme.h)

target_sources(console_gui PRIVATE
  mainwindow.cpp mainwindow.h
  theme.cpp theme.h
  stylesheet.cpp stylesheet.h
  iconengine.cpp iconengine.h
  desktopscheme.cpp desktopscheme.h)

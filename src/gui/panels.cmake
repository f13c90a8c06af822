target_sources(console_gui PRIVATE
  # small widgets and words that the panels share
  buttons.cpp buttons.h
  celldelegate.cpp celldelegate.h
  connectiontext.cpp connectiontext.h
  copied.cpp copied.h
  copykey.cpp copykey.h
  errortext.cpp errortext.h
  fieldlist.cpp fieldlist.h
  filesaver.cpp filesaver.h
  idlabel.cpp idlabel.h
  inklabel.cpp inklabel.h
  jsonhighlighter.cpp jsonhighlighter.h
  maskedfield.cpp maskedfield.h
  noticebar.cpp noticebar.h
  rangepicker.cpp rangepicker.h
  rawtext.cpp rawtext.h
  rawview.cpp rawview.h
  receivedlist.cpp receivedlist.h
  reveal.cpp reveal.h
  stateface.cpp stateface.h
  timetext.cpp timetext.h
  enterkey.cpp enterkey.h
  wheelguard.cpp wheelguard.h
  # saved sessions
  eventsource.cpp eventsource.h
  timeaxis.cpp timeaxis.h
  savedsessions.cpp savedsessions.h
  sessiondiffwindow.cpp sessiondiffwindow.h
  sessionviewer.cpp sessionviewer.h
  widgetpictures.cpp widgetpictures.h
  # brand lab
  brandexports.cpp brandexports.h
  brandfindings.cpp brandfindings.h
  brandlab.cpp brandlab.h
  brandmatrixform.cpp brandmatrixform.h
  brandpanes.cpp brandpanes.h
  brandsheetdialog.cpp brandsheetdialog.h
  # connections
  connectiondelegate.cpp connectiondelegate.h
  connectionsmodel.cpp connectionsmodel.h
  connectionspanel.cpp connectionspanel.h
  # jobs
  changesmodel.cpp changesmodel.h
  deckcolumns.h
  deckdetails.cpp deckdetails.h
  deckhead.cpp deckhead.h
  decklook.cpp decklook.h
  deckmodel.cpp deckmodel.h
  deckpanel.cpp deckpanel.h
  deckrow.cpp deckrow.h
  deckverbs.cpp deckverbs.h
  endedcounts.cpp endedcounts.h
  jobgroup.cpp jobgroup.h
  jobphases.cpp jobphases.h
  jobrow.cpp jobrow.h
  jobspanel.cpp jobspanel.h
  jobtally.cpp jobtally.h
  jobtext.cpp jobtext.h
  jobtimeline.cpp jobtimeline.h
  manystarts.cpp manystarts.h
  startmanydialog.cpp startmanydialog.h
  # brand lab: comparing pictures, origins
  baselinewriter.cpp baselinewriter.h
  differencefacts.cpp differencefacts.h
  originwindow.cpp originwindow.h
  pairdelegate.cpp pairdelegate.h
  pairjudge.cpp pairjudge.h
  pairmodel.cpp pairmodel.h
  picturecompare.cpp picturecompare.h
  picturecomparesides.cpp picturecompareverdicts.cpp
  picturestage.cpp picturestage.h
  picturestagepaint.cpp
  # data
  accountview.cpp accountview.h
  balanceview.cpp balanceview.h
  dataframe.cpp dataframe.h
  datapanel.cpp datapanel.h
  datatabs.cpp datatabs.h
  identityview.cpp identityview.h
  storedview.cpp storedview.h
  transactioncolumns.h
  transactionmodel.cpp transactionmodel.h
  transactionquery.cpp transactionquery.h
  transactiontable.cpp transactiontable.h
  # time line
  comparewindow.cpp comparewindow.h
  copyasmenu.cpp copyasmenu.h
  diffmodel.cpp diffmodel.h
  eventactions.cpp eventactions.h
  eventcolumns.h
  eventdetails.cpp eventdetails.h
  eventexport.cpp eventexport.h
  eventmodel.cpp eventmodel.h
  eventpicture.cpp eventpicture.h
  eventproxy.cpp eventproxy.h
  eventspanel.cpp eventspanel.h
  eventtext.cpp eventtext.h)
target_link_libraries(console_gui PRIVATE Qt6::Concurrent)

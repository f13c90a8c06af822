// SPDX-License-Identifier: GPL-3.0-or-later
// One tab of a real browser that shows a page of the simulator.
#pragma once

#include "simulator_client.h"
#include "support/until.h"

#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineView>

inline constexpr int loadLimit = 15'000; // the first page of a process takes seconds

class TabPage : public QWebEnginePage {
public:
    using QWebEnginePage::QWebEnginePage;
    QStringList told; ///< what was written to the console

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &message, int, const QString &) override { told << message; }
};

/// One tab. What the page says to a host is kept in window.heard: the page thinks that it is in a native shell.
class Tab {
public:
    Tab() : m_page(&m_profile)
    {
        QWebEngineScript shell;
        shell.setInjectionPoint(QWebEngineScript::DocumentCreation);
        shell.setWorldId(QWebEngineScript::MainWorld);
        shell.setSourceCode(u"window.heard=[];window.ReactNativeWebView={postMessage:(text)=>window.heard.push(text)};"_s);
        m_page.scripts().insert(shell);
        m_view.setPage(&m_page);
        m_view.resize(375, 688);
        m_view.show();
    }

    void open(const QString &url)
    {
        QSignalSpy loaded(&m_page, &QWebEnginePage::loadFinished);
        m_view.load(QUrl(url));
        QVERIFY(loaded.wait(loadLimit));
    }

    QVariant js(const QString &code)
    {
        QVariant result;
        bool done = false;
        m_page.runJavaScript(code, [&](const QVariant &value) {
            result = value;
            done = true;
        });
        if (!until([&done] { return done; }, loadLimit))
            qFatal("no result of %s", qPrintable(code));
        return result;
    }
    bool holds(const QString &code) { return js(u"Boolean(%1)"_s.arg(code)).toBool(); }
    /// The page itself looks until it is true. Asking from here again and again would count as a person's gestures, and
    /// the renderer puts those before the loading of modules.
    bool becomes(const QString &code)
    {
        const QString word = u"met %1"_s.arg(++m_questions);
        m_page.runJavaScript(u"(function look(){let met=false;try{met=Boolean(%1)}catch{}"
                             "if(met)console.info('%2');else setTimeout(look,40)})()"_s.arg(code, word));
        return until([&] { return m_page.told.contains(word); }, loadLimit);
    }
    bool shows(const QString &screen) { return becomes(u"document.getElementById('screen')?.dataset.screen==='%1'"_s.arg(screen)); }
    bool click(const QString &action)
    {
        const QString found = u"document.querySelector('[data-action=\"%1\"]:not(:disabled)')"_s.arg(action);
        return becomes(found) && js(found + u".click(),true"_s).toBool();
    }
    bool fill(const QString &name, const QString &text)
    {
        const QString found = u"document.querySelector('[name=\"%1\"]')"_s.arg(name);
        return becomes(found) && js(u"((one)=>{one.value='%2';one.dispatchEvent(new Event('input',{bubbles:true}));return true})(%1)"_s.arg(found, text)).toBool();
    }
    QString text(const QString &selector = u"main"_s) { return js(u"document.querySelector('%1')?.innerText||''"_s.arg(selector)).toString(); }
    bool hears(const QString &part) { return becomes(u"window.heard.some((text)=>text.includes('%1'))"_s.arg(part)); }
    /// The middle of an element is on the screen, and nothing lies over it.
    bool isInSight(const QString &selector)
    {
        return holds(u"((one)=>{const r=one.getBoundingClientRect();const top=document.elementFromPoint(r.left+r.width/2,r.bottom-2);"
                     "return r.top>=0&&r.bottom<=innerHeight&&(top===one||one.contains(top))})(document.querySelector('%1'))"_s.arg(selector));
    }

private:
    QWebEngineProfile m_profile;
    TabPage m_page;
    QWebEngineView m_view;
    int m_questions = 0;
};

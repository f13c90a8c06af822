// SPDX-License-Identifier: GPL-3.0-or-later
// DataFrame: what every tab of the data panel has around its view: age, readable or raw, reveal, again, faces.
#pragma once

#include "gui/reveal.h"

#include <QDateTime>
#include <QWidget>

#include <memory>

class QScrollArea;

namespace Ui {
class DataFrame;
}

namespace console {

class NoticeBar;
class RawView;
class StateFace;

/// Readable and raw are side by side when there is room for both, else one at a time.
class DataFrame : public QWidget
{
    Q_OBJECT
public:
    enum class Look { Readable, Raw, Both };
    /// `again`: the name of the button that gets it once more.
    DataFrame(Settings *settings, const QString &again, QWidget *parent = nullptr);
    ~DataFrame() override;
    /// The readable view, scrolled unless it scrolls by itself. To be called once.
    void setReadable(QWidget *readable, bool scrolled);
    Reveal *reveal() { return &m_reveal; }
    StateFace *face() const { return m_face; }
    NoticeBar *notice() const;
    RawView *raw() const { return m_raw; }
    void setRaw(const QByteArray &bytes); ///< empty: there is no raw answer to show
    void showFace();
    void showContent();
    bool showsContent() const;
    void setAge(const QDateTime &at, const QDateTime &now, const QString &prefix = {});
    void setAgainEnabled(bool enabled, const QString &whyNot = {});
    void setRevealOffered(bool offered); ///< false: nothing personal is in it
    Look look() const { return m_look; }
    void setLook(Look look);
    void mask();

    static constexpr int widthForBoth = 600; ///< px: the stage of a window of 1280 px, with its side open, has them

Q_SIGNALS:
    void againAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refreshReveal();
    void applyLook();
    std::unique_ptr<Ui::DataFrame> m_ui;
    Reveal m_reveal;
    StateFace *m_face;
    RawView *m_raw;
    QWidget *m_readable = nullptr;
    Look m_look = Look::Readable;
    bool m_hasRaw = false;
    bool m_personal = true;
    bool m_chosen = false; // the user chose a look; until then the width decides
};

} // namespace console

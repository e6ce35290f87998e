#include "ui/ledger/editors/choice_editors.h"

#include "core/base/text/pinyin.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace coop
{

namespace
{
const QString yes = QStringLiteral("是");
const QString no = QStringLiteral("否");
const QString listMark = QStringLiteral("、");
} // namespace

ChoiceEditor::ChoiceEditor(const FieldSpec& field, const ReferenceLookup& references, QWidget* parent)
    : FieldEditor(field, references, parent)
    , combo(new QComboBox(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(combo);
    combo->addItem(QString());
    combo->addItems(field.choices);
    combo->setMaxVisibleItems(20);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    watch(combo);
    connect(combo, &QComboBox::activated, this, &FieldEditor::edited);
}

QString ChoiceEditor::text() const
{
    return combo->currentText();
}

QWidget* ChoiceEditor::input()
{
    return combo;
}

void ChoiceEditor::setText(const QString& text)
{
    int index = combo->findText(text);
    if (index < 0) { // a choice that the plan dropped: shown as it stands
        combo->addItem(text);
        index = combo->count() - 1;
    }
    combo->setCurrentIndex(index);
}

bool ChoiceEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const QString letter = static_cast<QKeyEvent*>(event)->text();
        if (letter.size() == 1 && letter[0].isLetter()) {
            if (!lastKey.isValid() || lastKey.elapsed() > QApplication::keyboardInputInterval())
                typed.clear();
            lastKey.start();
            typed += letter.toLower();
            for (int i = 1; i < combo->count(); ++i)
                if (pinyinInitials(combo->itemText(i)).startsWith(typed)) {
                    combo->setCurrentIndex(i);
                    Q_EMIT edited();
                    return true;
                }
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

ChoicesEditor::ChoicesEditor(const FieldSpec& field, const ReferenceLookup& references, QWidget* parent)
    : FieldEditor(field, references, parent)
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setVerticalSpacing(4);
    constexpr int most = 4; // letters with which two stand side by side in a narrow form
    int place = 0;
    for (int i = 0; i < field.choices.size(); ++i) {
        const bool wide = field.choices[i].size() > most;
        if (wide)
            place += place % 2; // a row of its own
        auto* box = new QCheckBox(field.choices[i], this);
        box->setObjectName(QStringLiteral("field.%1.%2").arg(field.id).arg(i));
        box->setAccessibleName(field.label + QStringLiteral("：") + field.choices[i]);
        layout->addWidget(box, place / 2, place % 2, 1, wide ? 2 : 1);
        place += wide ? 2 : 1;
        connect(box, &QCheckBox::clicked, this, &FieldEditor::edited);
        boxes += box;
    }
    setFocusProxy(boxes.first());
    setAccessibleName(field.heading());
}

QString ChoicesEditor::text() const
{
    QStringList chosen;
    for (const QCheckBox* box : boxes)
        if (box->isChecked())
            chosen += box->text();
    return chosen.join(listMark);
}

QWidget* ChoicesEditor::input()
{
    return boxes.first();
}

void ChoicesEditor::setText(const QString& text)
{
    const QStringList chosen = text.split(listMark);
    for (QCheckBox* box : boxes)
        box->setChecked(chosen.contains(box->text()));
}

YesNoEditor::YesNoEditor(const FieldSpec& field, const ReferenceLookup& references, QWidget* parent)
    : FieldEditor(field, references, parent)
    , box(new QCheckBox(yes, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(box);
    layout->addStretch();
    watch(box);
    connect(box, &QCheckBox::clicked, this, &FieldEditor::edited);
}

QString YesNoEditor::text() const
{
    return box->isChecked() ? yes : no;
}

QWidget* YesNoEditor::input()
{
    return box;
}

void YesNoEditor::setText(const QString& text)
{
    box->setChecked(text == yes);
}

} // namespace coop

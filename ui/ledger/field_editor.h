#pragma once
#include "core/base/result.h"
#include "core/domain/field_spec.h"
#include "core/domain/field_value.h"

#include <QWidget>

namespace coop
{

class ReferenceLookup;

/// The input of one field in a form: shows a value, gives what was typed as a value. A field that nobody
/// touched gives back the very value that it was shown, so that masked or unreadable data stay as they are.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    /// `field` and `lookup` must outlive the editor.
    FieldEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    const FieldSpec& field() const { return spec; }
    void setValue(const FieldValue& value);
    /// Errors are the second half of a sentence, as parseField gives them.
    virtual Result<FieldValue> value() const;
    virtual bool isModified() const { return text() != shown; }
    /// What the field holds, as text.
    virtual QString text() const = 0;
    /// The widget that takes the keyboard.
    virtual QWidget* input() = 0;
    /// Marks the input as wrong or right again.
    void setInvalid(bool invalid);

Q_SIGNALS:
    void edited(); ///< at every keystroke or click
    void left(); ///< the keyboard went elsewhere
    void done(); ///< a value was picked: the keyboard may go on

protected:
    virtual void setText(const QString& text) = 0;
    /// To be called by the constructors of subclasses: names, focus, wheel.
    void watch(QWidget* widget);
    bool eventFilter(QObject* watched, QEvent* event) override;
    const FieldValue& shownValue() const { return held; }

    const FieldSpec& spec;
    const ReferenceLookup& lookup;

private:
    FieldValue held;
    QString shown; ///< the text that stands for `held`
};

} // namespace coop

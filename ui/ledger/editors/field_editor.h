#pragma once
#include "core/base/result.h"
#include "core/base/row_id.h"
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
    /// The row that a reference was pointed at, where its text alone might mean another; else 0.
    virtual RowId pickedRow() const { return 0; }
    /// Puts in what somebody typed before, exactly; the value that was shown stays the one that it differs
    /// from.
    virtual void retype(const QString& text, RowId picked);
    /// Rows of this township are offered before all others.
    virtual void prefer(RowId) { }
    /// Reads what it offers again before the list is shown next.
    virtual void forget() { }
    /// Whether a button beside the input offers to show personal data in full.
    virtual void offerReveal(bool) { }
    /// Shows personal data in full, or masked again; what was typed stays.
    void setRevealed(bool full);
    bool isRevealed() const { return revealed; }
    /// Marks the input as wrong or right again.
    void setInvalid(bool invalid);

Q_SIGNALS:
    void edited(); ///< at every keystroke or click
    void left(); ///< the keyboard went elsewhere
    void revealRequested();
    /// A value was picked: the keyboard may go on. By which key: Return, Tab; 0: by the mouse.
    void done(int key);

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
    bool revealed = false;
    QString shown; ///< the text that stands for `held`
};

} // namespace coop

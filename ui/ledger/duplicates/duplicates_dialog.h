#pragma once
#include "core/store/rows/duplicates.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;
class QTreeWidget;

namespace coop
{

class Session;

/// 查重: every pair of rows of one ledger that may be the same thing, with the two rows side by side.
class DuplicatesDialog : public QDialog
{
    Q_OBJECT
public:
    DuplicatesDialog(Session& session, const RegistrySpec& spec, QWidget* parent = nullptr);

private:
    void build();
    void look();
    void take(const QList<DuplicatePair>& found);
    void showPair();
    const DuplicatePair* current() const;
    void openRow(bool second);
    void markApart();
    void say();

    Session& session;
    const RegistrySpec& spec;
    QList<DuplicatePair> pairs;
    QLabel* state;
    QTreeWidget* list;
    QTableWidget* compared;
    QPushButton* openFirst;
    QPushButton* openSecond;
    QPushButton* apart;
};

} // namespace coop

#pragma once
#include "core/exchange/package/package_file.h"
#include "core/store/workspace.h"
#include "tests/fuzz/mutator.h"

#include <QTemporaryDir>

namespace coop
{

/// A small district with two offices and packages of every kind, for package_fuzz.
class FuzzedOffices
{
public:
    FuzzedOffices();

    QList<QByteArray> packages() const { return written; }
    /// Signs head and body with a key that nobody knows: whether the district refuses it.
    bool refusesStranger(const QByteArray& head, const QByteArray& body) const;
    /// Changes the content of a submission, seals and signs it as its office would, and merges it (taken back
    /// at once). Gives what was wrong about what the merge took; `taken` counts those that had rows taken.
    QString tryWrongContent(Mutator& mutator, int& taken);

private:
    void makeOffice(int number);
    void keep(const QString& file);

    QTemporaryDir folder;
    std::unique_ptr<Workspace> district;
    std::optional<OfficeKey> districtKey, officeKey, stranger;
    QList<QByteArray> written;
    PackageHeader header; ///< of the submission that is changed
    QByteArray content; ///< its body
    RowId federation = 0;
    int device = 0;
    qint64 run = 0;
};

} // namespace coop

#pragma once
#include <QByteArray>
#include <QDate>

namespace coop
{

/// A PDF of Qt's with the moment of its making set to the day that the paper carries, so that the same sheet
/// gives the same bytes. Nothing moves: the new text is as long as the old.
QByteArray withFixedDate(QByteArray pdf, QDate date);

} // namespace coop

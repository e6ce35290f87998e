#pragma once
#include "ui/session/place.h"

#include <functional>

class QWidget;

namespace coop
{

class Page;
class Session;

/// One line a page: what the rail shows and how the page is made when it is first opened.
struct PageEntry {
    QString id; ///< command line, PagePlace, picture names; also the name of its icon
    QString title; ///< as the rail says it
    std::function<Page*(Session&)> make;
    std::function<bool(const Place&, const Session&)> shows;
};

/// The pages of the program in the order of the rail. A new page is one line here.
const QList<PageEntry>& pageList();

} // namespace coop

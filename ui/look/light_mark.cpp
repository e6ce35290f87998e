#include "ui/look/light_mark.h"

namespace coop
{

QColor lightColour(TaskLight light)
{
    switch (light) {
    case TaskLight::blue:
        return {0x00, 0x72, 0xB2};
    case TaskLight::yellow:
        return {0xE6, 0x9F, 0x00};
    case TaskLight::red:
        return {0xD5, 0x2B, 0x1E};
    case TaskLight::green:
        return {0x00, 0x9E, 0x73};
    case TaskLight::grey:
        break;
    }
    return {0x8A, 0x8F, 0x98};
}

QString lightMark(TaskLight light)
{
    switch (light) {
    case TaskLight::blue:
        return QStringLiteral("●");
    case TaskLight::yellow:
        return QStringLiteral("◆");
    case TaskLight::red:
        return QStringLiteral("▼");
    case TaskLight::green:
        return QStringLiteral("✔");
    case TaskLight::grey:
        break;
    }
    return QStringLiteral("○");
}

} // namespace coop

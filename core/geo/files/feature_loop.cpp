#include "core/geo/files/feature_loop.h"

#include "core/geo/files/vector_source.h"

#include <cpl_error.h>
#include <memory>
#include <ogrsf_frmts.h>

namespace coop
{

Result<> forEachFeature(
    const SourceLayer& layer, const QString& file, const std::function<Result<bool>(OGRFeature&)>& each)
{
    layer.ogr->ResetReading();
    for (qint64 number = 1;; ++number) {
        CPLErrorReset();
        const std::unique_ptr<OGRFeature> feature{layer.ogr->GetNextFeature()};
        const bool tooFew = !feature && number <= layer.promised;
        if (tooFew || CPLGetLastErrorType() >= CE_Failure)
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("“%1”读到第 %2 个要素时出错，文件可能不完整，请重新复制或导出后再试。")
                    .arg(file)
                    .arg(number));
        if (!feature)
            return {};
        const auto further = each(*feature);
        COOP_TRY(further);
        if (!*further)
            return {};
    }
}

} // namespace coop

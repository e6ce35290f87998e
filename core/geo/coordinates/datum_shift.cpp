#include "core/geo/coordinates/datum_shift.h"

#include <ogr_spatialref.h>

namespace coop
{

namespace
{
class DatumShift : public OGRCoordinateTransformation
{
public:
    explicit DatumShift(Datum datum)
        : from(datum)
    {
    }
    OGRSpatialReference* GetSourceCS() override { return nullptr; }
    OGRSpatialReference* GetTargetCS() override { return nullptr; }
    int Transform(int count, double* x, double* y, double*, double*, int* success) override
    {
        for (int i = 0; i < count; ++i) {
            const LonLat moved = toCgcs2000({x[i], y[i]}, from);
            x[i] = moved.lon;
            y[i] = moved.lat;
            if (success != nullptr)
                success[i] = TRUE;
        }
        return TRUE;
    }
    OGRCoordinateTransformation* Clone() const override { return new DatumShift(from); }
    OGRCoordinateTransformation* GetInverse() const override { return nullptr; }

private:
    Datum from;
};
} // namespace

std::unique_ptr<OGRCoordinateTransformation> makeDatumShift(Datum from)
{
    return std::make_unique<DatumShift>(from);
}

} // namespace coop

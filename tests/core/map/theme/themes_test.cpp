#include "core/map/painting/map_renderer.h"
#include "core/map/painting/point_clusters.h"
#include "core/map/reference_layer.h"
#include "core/map/theme/classes.h"
#include "core/map/theme/natural_breaks.h"
#include "core/map/theme/ramps.h"

#include <QImage>
#include <QPainter>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace coop;

namespace
{
double squaresAbout(const QList<double>& sorted, const QList<int>& breaks)
{
    double total = 0;
    for (qsizetype c = 0; c <= breaks.size(); ++c) {
        const int from = c == 0 ? 0 : breaks[c - 1];
        const int to = c == breaks.size() ? int(sorted.size()) : breaks[c];
        double mean = 0;
        for (int i = from; i < to; ++i)
            mean += sorted[i];
        mean /= to - from;
        for (int i = from; i < to; ++i)
            total += (sorted[i] - mean) * (sorted[i] - mean);
    }
    return total;
}

/// The least of every way to cut, by trying all.
double bestOfAll(const QList<double>& sorted, int count, QList<int> breaks = {})
{
    if (breaks.size() == count - 1)
        return squaresAbout(sorted, breaks);
    double best = HUGE_VAL;
    for (int at = breaks.isEmpty() ? 1 : breaks.last() + 1; at < sorted.size(); ++at)
        best = std::min(best, bestOfAll(sorted, count, breaks + QList<int>{at}));
    return best;
}

/// Lightness L* of CIE 1976, 0 … 100.
double lightness(const QColor& colour)
{
    const auto linear
        = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double y
        = 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

MapDocument pointsAt(const QList<MapPoint>& places)
{
    MapContent content;
    PointLayer layer{.id = QStringLiteral("outlets"), .symbol = QStringLiteral("outlet"), .clustered = true};
    for (int i = 0; i < places.size(); ++i)
        layer.points += PointFeature{.id = i + 1, .name = QString::number(i), .at = places[i]};
    content.points = {layer};
    return MapDocument(content);
}
} // namespace

TEST_CASE("natural breaks of the published worked example")
{
    // 4, 5, 9, 10 in two classes: {4, 5} and {9, 10}; squares 26 about the whole's mean, 1 about the
    // classes', goodness of variance fit 0.96 (the worked example of “Jenks natural breaks optimization”,
    // Wikipedia, after Jenks 1967).
    const QList<double> values{4, 5, 9, 10};
    CHECK(squaresAbout(values, {}) == Approx(26));
    const QList<int> breaks = naturalBreaks(values, 2);
    CHECK(breaks == QList<int>{2});
    CHECK(squaresAbout(values, breaks) == Approx(1));
    CHECK((26 - squaresAbout(values, breaks)) / 26 == Approx(0.96).margin(0.005));
    const ClassBreaks classes = naturalClassBreaks(values, 2);
    REQUIRE(classes.limits.size() == 1);
    CHECK(classes.classOf(5) == 0);
    CHECK(classes.classOf(9) == 1);
}

TEST_CASE("natural breaks are the best of every way to cut")
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        QList<double> values;
        for (int i = 0; i < 3 + int(random() % 8); ++i)
            values += double(random() % 1000) / double(1 + random() % 9);
        std::sort(values.begin(), values.end());
        const int count = 2 + int(random() % 3);
        if (count > values.size())
            continue;
        CHECK(squaresAbout(values, naturalBreaks(values, count))
            == Approx(bestOfAll(values, count)).margin(1e-6));
    }
    CHECK(naturalBreaks({}, 5).isEmpty());
    CHECK(naturalBreaks({3}, 5).isEmpty());
    CHECK(naturalClassBreaks({7, 7, 7, 7}, 5).limits.isEmpty());
    QList<double> many;
    for (int i = 0; i < 30'000; ++i)
        many += i < 20'000 ? i * 1e-6 : 100 + i * 1e-6;
    const QList<int> breaks = naturalBreaks(many, 2);
    REQUIRE(breaks.size() == 1);
    CHECK(std::abs(breaks[0] - 20'000) < 20);
}

TEST_CASE("limits of natural classes are round and part the values as the breaks do")
{
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        QList<double> values;
        for (int i = 0; i < 30; ++i)
            values += double(random() % 100'000) / 1000;
        std::sort(values.begin(), values.end());
        const QList<int> breaks = naturalBreaks(values, 5);
        const ClassBreaks classes = naturalClassBreaks(values, 5);
        for (int i = 0; i < values.size(); ++i) {
            int expected = 0;
            for (const int at : breaks)
                expected += i >= at && values[at] > values[at - 1] ? 1 : 0;
            CHECK(classes.classOf(values[i]) == expected);
        }
    }
    CHECK(naturalClassBreaks({1.01, 1.02, 7.93, 8.04}, 2).limits == QList<double>{5});
}

TEST_CASE("every ramp goes from light to dark in steps that a grey printer keeps apart")
{
    for (const Ramp& ramp : ramps())
        for (int count = 2; count <= 6; ++count) {
            QStringList labels;
            for (int i = 0; i < count; ++i)
                labels += QString::number(i);
            const QList<ThemeClass> classes = rampClasses(labels, ramp.id);
            INFO(ramp.id.toStdString() << " " << count);
            for (int i = 0; i + 1 < count; ++i)
                CHECK(lightness(classes[i].fill) - lightness(classes[i + 1].fill) >= 6);
        }
}

TEST_CASE("clusters hold every point once, open when zoomed and stay when the map is dragged")
{
    std::mt19937 random(3);
    QList<MapPoint> places;
    for (int i = 0; i < 500; ++i)
        places += {double(random() % 40'000), double(random() % 40'000)};
    const MapDocument document = pointsAt(places);
    const QRectF target(0, 0, 1200, 900);
    const MapView whole = MapView::fitting(document.bounds(), target);
    const auto count = [](const std::vector<PointCluster>& clusters) {
        size_t points = 0;
        for (const PointCluster& each : clusters)
            points += each.points.size();
        return points;
    };
    const auto far = clustersOf(document, whole, 0);
    CHECK(count(far) == 500);
    CHECK(far.size() < 300);
    const auto near = clustersOf(document, whole.withScale(2000), 0);
    for (const PointCluster& each : near)
        CHECK(each.points.size() <= 3);
    // Dragged by a few pixels, the clusters in the middle are the same.
    const auto moved = clustersOf(document, whole.movedBy({13, -9}), 0);
    for (const PointCluster& each : far)
        CHECK(std::any_of(moved.begin(), moved.end(),
            [&](const PointCluster& other) { return other.points == each.points; }));
    // A click on a disc finds what it stands for.
    const auto large = std::max_element(far.begin(), far.end(),
        [](const PointCluster& a, const PointCluster& b) { return a.points.size() < b.points.size(); });
    const MapHit hit = hitTest(document, whole, whole.toUnits(large->at));
    CHECK(size_t(hit.points.size()) >= large->points.size());
    CHECK_FALSE(hit.cluster.isEmpty());
}

TEST_CASE(
    "layers for orientation are drawn under and over, only between their scales, and their style is kept")
{
    MapContent content;
    content.projection = Projection::forLongitude(108);
    content.areas = {MapArea{.id = 1,
        .name = QStringLiteral("云岭镇"),
        .shape = {{Polygon{{{0, 0}, {10'000, 0}, {10'000, 10'000}, {0, 10'000}}}}}}};
    content.theme.classes = {{QStringLiteral("类"), QColor(0, 200, 0)}};
    content.theme.marks.insert(1, AreaMark{0, {}});
    ReferenceFeature line;
    line.drawing.lines = {{{0, 5000}, {10'000, 5000}}};
    line.label = QStringLiteral("甲路");
    ReferenceLayer road{.id = 5, .name = QStringLiteral("路"), .named = true};
    road.style.line = QColor(255, 0, 0);
    road.style.widthMm = 2;
    road.geometry = std::make_shared<const ReferenceGeometry>(std::vector<ReferenceFeature>{line});
    const MapDocument bare(content);
    const MapView view = MapView::fitting(bare.bounds(), QRectF(0, 0, 400, 400));
    const auto middle = [&](const ReferenceLayer& layer, double opacity) {
        QImage image(400, 400, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        MapRenderer().draw(painter, bare.withReferences({layer}, opacity), view, {.labels = false});
        painter.end();
        return image.pixelColor(100, 200);
    };
    CHECK(middle(road, 1) == QColor(255, 0, 0));
    ReferenceLayer below = road;
    below.place = -1;
    CHECK(middle(below, 1) == QColor(0, 200, 0));
    CHECK(middle(below, 0.5).red() > 100);
    ReferenceLayer close = road;
    close.smallestScale = int(view.scale() / 2);
    CHECK(middle(close, 1) == QColor(0, 200, 0));
    close.smallestScale = int(view.scale() * 2);
    CHECK(middle(close, 1) == QColor(255, 0, 0));
    close.largestScale = int(view.scale() * 1.5);
    CHECK(middle(close, 1) == QColor(0, 200, 0));
    ReferenceLayer hidden = road;
    hidden.visible = false;
    CHECK(middle(hidden, 1) == QColor(0, 200, 0));

    const auto labels = MapRenderer().labels(bare.withReferences({road}, 1), view);
    CHECK(std::any_of(labels.begin(), labels.end(),
        [](const PlacedLabel& label) { return label.lines.contains(QStringLiteral("甲路")); }));

    ReferenceStyle style = ReferenceStyle::numbered(3);
    style.fill = QColor(1, 2, 3, 40);
    style.dashed = true;
    style.symbol = QStringLiteral("centre");
    CHECK(ReferenceStyle::fromJson(style.toJson()) == style);
    CHECK(ReferenceStyle::fromJson({}) == ReferenceStyle());
    CHECK_FALSE(ReferenceStyle::fromJson(QStringLiteral("{")));
    CHECK(ReferenceStyle::fromJson(QStringLiteral("{\"width\":1e308}"))->widthMm <= 5);
}

TEST_CASE("labels never overlap in 200 random scenes, and the first wishes win")
{
    std::mt19937 random(2024);
    const auto number = [&](double least, double most) {
        return least + (most - least) * double(random() % 10'000) / 10'000;
    };
    int placed = 0;
    for (int scene = 0; scene < 200; ++scene) {
        const double perMm = number(1, 8);
        const QRectF view(0, 0, number(40, 300) * perMm, number(40, 300) * perMm);
        QList<LabelWish> wishes;
        QList<QRectF> taken;
        for (int i = 0; i < int(number(0, 8)); ++i)
            taken += QRectF(number(0, view.width()), number(0, view.height()), number(2, 30) * perMm,
                number(2, 15) * perMm);
        for (int i = 0; i < int(number(5, 120)); ++i) {
            LabelWish wish;
            const int lines = 1 + int(random() % 2);
            for (int line = 0; line < lines; ++line) {
                wish.lines += QString(int(2 + random() % 11), QChar(0x4E00 + int(random() % 2000)));
                TextStyle style;
                style.points = number(6, 12);
                wish.styles += style;
            }
            wish.anchor = {number(0, view.width()), number(0, view.height())};
            wish.clearance = random() % 2 ? number(0, 3) * perMm : 0;
            wish.priority = int(random() % 4);
            wish.shiftMm = number(0, 12);
            wishes += wish;
        }
        const auto labels = placeLabels(wishes, view, perMm, taken);
        placed += int(labels.size());
        for (qsizetype i = 0; i < labels.size(); ++i) {
            for (qsizetype k = i + 1; k < labels.size(); ++k)
                CHECK_FALSE(labels[i].box.intersects(labels[k].box));
            for (const QRectF& box : taken)
                CHECK_FALSE(labels[i].box.intersects(box));
        }
        // The wish of the highest priority that comes first has every place free but those taken.
        if (taken.isEmpty() && !wishes.isEmpty()) {
            int first = 0;
            for (int i = 1; i < wishes.size(); ++i)
                if (wishes[i].priority < wishes[first].priority)
                    first = i;
            const auto alone = placeLabels({wishes[first]}, view, perMm, taken);
            const bool there = std::any_of(
                labels.begin(), labels.end(), [&](const PlacedLabel& label) { return label.wish == first; });
            CHECK(there == !alone.isEmpty());
        }
    }
    CHECK(placed > 2000);
}

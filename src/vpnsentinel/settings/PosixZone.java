package vpnsentinel.settings;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as POSIX spells it (Base Definitions, 8.3): {@code CET-1CEST,M3.5.0,M10.5.0/3}, {@code <-03>3}, {@code UTC0}.
 * Its offsets count westward, so {@code GMT+2} is two hours behind. A rule is found again in the time zone database: a zone
 * that changes its clocks at the same instants is the same zone for whoever reads a time.
 */
final class PosixZone {
    private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)";
    private static final String TIME = "([+-]?\\d{1,3}(?::\\d{1,2}){0,2})";
    private static final Pattern ZONE =
            Pattern.compile("(" + NAME + ")" + TIME + "(?:" + NAME + TIME + "?(?:,([^,]+),([^,]+))?)?(.*)");
    private static final Pattern DAYLIGHT = Pattern.compile(NAME + TIME + NAME + ".*");
    private static final Pattern MONTH_RULE = Pattern.compile("M(\\d{1,2})\\.([1-5])\\.([0-6])(?:/" + TIME + ")?");
    private static final Pattern DAY_RULE = Pattern.compile("(J?)(\\d{1,3})(?:/" + TIME + ")?");
    /** What systems take where no rule is given. */
    private static final String[] USUAL = {"M3.2.0", "M11.1.0"};
    /** Years whose changes are compared: far enough that all zones follow their present rules. */
    private static final int[] YEARS = {2036, 2037, 2038};

    private PosixZone() {}

    /** The zone; empty when the text spells none. */
    static Optional<ZoneId> parse(String text) {
        Matcher match = ZONE.matcher(text);
        if (!match.matches() || !match.group(6).isEmpty()) {
            return Optional.empty();
        }
        Optional<ZoneOffset> standard = offset(match.group(2), 0);
        if (standard.isEmpty() || !DAYLIGHT.matcher(text).matches()) {
            return standard.map(only -> only.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : only);
        }
        Optional<ZoneOffset> summer =
                match.group(3) == null ? offset(match.group(2), 3_600) : offset(match.group(3), 0);
        String begin = match.group(4) == null ? USUAL[0] : match.group(4);
        String end = match.group(5) == null ? USUAL[1] : match.group(5);
        String name = match.group(1).replaceAll("[<>]", "");
        return summer.flatMap(offset -> same(name, standard.get(), offset, begin, end));
    }

    /** The offset that a text spells, which counts westward, and so many seconds to the east of it. */
    private static Optional<ZoneOffset> offset(String text, int further) {
        int seconds = further - seconds(text);
        return Math.abs(seconds) <= 18 * 3_600 ? Optional.of(ZoneOffset.ofTotalSeconds(seconds)) : Optional.empty();
    }

    private static int seconds(String time) {
        boolean negative = time.startsWith("-");
        int seconds = 0;
        int unit = 3_600;
        for (String part : time.replaceFirst("^[+-]", "").split(":")) {
            seconds += Integer.parseInt(part) * unit;
            unit /= 60;
        }
        return negative ? -seconds : seconds;
    }

    private static Optional<ZoneId> same(
            String name, ZoneOffset standard, ZoneOffset summer, String begin, String end) {
        if (change(begin, YEARS[0]).isEmpty() || change(end, YEARS[0]).isEmpty()) {
            return Optional.empty();
        }
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> !id.startsWith("SystemV/"))
                .sorted(Comparator.comparing((String id) -> !id.equals(name))
                        .thenComparing(id -> id.indexOf('/') < 0)
                        .thenComparing(Comparator.<String>naturalOrder().reversed()))
                .map(ZoneId::of)
                .filter(zone -> follows(zone.getRules(), standard, summer, begin, end))
                .findFirst();
    }

    private static boolean follows(ZoneRules rules, ZoneOffset standard, ZoneOffset summer, String begin, String end) {
        for (int year : YEARS) {
            if (!changes(rules, change(begin, year), standard, summer)
                    || !changes(rules, change(end, year), summer, standard)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the clocks change at that local time from one offset to the other. */
    private static boolean changes(ZoneRules rules, Optional<Long> local, ZoneOffset from, ZoneOffset to) {
        Instant at = Instant.ofEpochSecond(local.orElse(0L) - from.getTotalSeconds());
        ZoneOffsetTransition next = rules.nextTransition(at.minusSeconds(1));
        return next != null
                && next.getInstant().equals(at)
                && next.getOffsetBefore().equals(from)
                && next.getOffsetAfter().equals(to);
    }

    /** The local time of a change in a year, in seconds as if it were in UTC; empty when the rule is none. */
    private static Optional<Long> change(String rule, int year) {
        Matcher month = MONTH_RULE.matcher(rule);
        if (month.matches()) {
            int which = Integer.parseInt(month.group(1));
            return which < 1 || which > 12
                    ? Optional.empty()
                    : Optional.of(at(day(year, which, month.group(2), month.group(3)), month.group(4)));
        }
        Matcher day = DAY_RULE.matcher(rule);
        if (!day.matches() || Integer.parseInt(day.group(2)) > 365) {
            return Optional.empty();
        }
        int number = Integer.parseInt(day.group(2));
        LocalDate first = LocalDate.of(year, 1, 1);
        boolean leapDayCounts = day.group(1).isEmpty();
        LocalDate date = leapDayCounts ? first.plusDays(number) : first.plusDays(number - 1L);
        boolean after = !leapDayCounts && first.isLeapYear() && number >= 60;
        return Optional.of(at(after ? date.plusDays(1) : date, day.group(3)));
    }

    private static LocalDate day(int year, int month, String week, String weekday) {
        DayOfWeek day = DayOfWeek.of(weekday.equals("0") ? 7 : Integer.parseInt(weekday));
        int ordinal = week.equals("5") ? -1 : Integer.parseInt(week);
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day));
    }

    private static long at(LocalDate date, @Nullable String time) {
        return date.toEpochDay() * 86_400 + (time == null ? 7_200 : seconds(time));
    }
}

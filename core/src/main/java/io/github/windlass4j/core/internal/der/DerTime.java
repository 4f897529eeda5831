package io.github.windlass4j.core.internal.der;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;

/**
 * UTCTime and GeneralizedTime (RFC 5280 4.1.2.5, X.690 11.7 and 11.8). Reads what real certificates hold: missing seconds,
 * fractions (cut off), offsets instead of Z; {@link #isDer} tells which of them DER allows.
 */
public final class DerTime {
    private DerTime() {}

    /** The reader's current value as an instant, whole seconds. */
    public static Instant instant(DerReader value) {
        return Instant.ofEpochSecond(epochSecond(value));
    }

    /** True if the reader's current value carries one of the two time tags. */
    public static boolean isTime(int tag) {
        return tag == Tag.UTC_TIME || tag == Tag.GENERALIZED_TIME;
    }

    /** The reader's current value as seconds since 1970. */
    public static long epochSecond(DerReader value) {
        boolean utc = value.tag() == Tag.UTC_TIME;
        if (!utc && value.tag() != Tag.GENERALIZED_TIME) {
            throw new DerException(
                    String.format("time: tag 0x%02x (want UTCTime or GeneralizedTime)", value.tag()), value.start());
        }
        byte[] bytes = value.array();
        int at = value.contentStart();
        int end = value.end();
        int yearDigits = utc ? 2 : 4;
        int year = digits(value, at, yearDigits);
        if (utc) {
            year += year < 50 ? 2000 : 1900;
        }
        at += yearDigits;
        int month = digits(value, at, 2);
        int day = digits(value, at + 2, 2);
        int hour = digits(value, at + 4, 2);
        int minute = digits(value, at + 6, 2);
        at += 8;
        int second = 0;
        if (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            second = digits(value, at, 2);
            at += 2;
        }
        if (!utc && at < end && (bytes[at] == '.' || bytes[at] == ',')) {
            at++;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
        }
        int offset = offset(value, at);
        try {
            return IsoChronology.INSTANCE.epochSecond(year, month, day, hour, minute, second, ZoneOffset.UTC) - offset;
        } catch (DateTimeException notInTheCalendar) {
            throw new DerException("time: " + notInTheCalendar.getMessage(), value.start());
        }
    }

    /** Seconds east of Greenwich; what stands at {@code at} is the last of the value. */
    private static int offset(DerReader value, int at) {
        byte sign = at < value.end() ? value.array()[at] : 0;
        int after = at + 1;
        int offset = 0;
        if (sign == '+' || sign == '-') {
            int seconds = digits(value, at + 1, 2) * 3600 + digits(value, at + 3, 2) * 60;
            offset = sign == '-' ? -seconds : seconds;
            after = at + 5;
        } else if (sign != 'Z') {
            throw new DerException("time without Z or offset", value.start());
        }
        if (after != value.end()) {
            throw new DerException("time: " + (value.end() - after) + " characters too many", after);
        }
        return offset;
    }

    private static int digits(DerReader value, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = i < value.end() ? value.array()[i] - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw new DerException("time: not a digit", Math.min(i, value.end()));
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** True if the reader's current value is {@code YYMMDDHHMMSSZ} or {@code YYYYMMDDHHMMSSZ}. */
    public static boolean isDer(DerReader value) {
        int length = value.tag() == Tag.UTC_TIME ? 13 : 15;
        return value.length() == length && value.array()[value.end() - 1] == 'Z';
    }
}

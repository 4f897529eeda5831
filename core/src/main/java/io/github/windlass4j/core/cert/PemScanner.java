package io.github.windlass4j.core.cert;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text, wherever on a line they stand (RFC 7468 section 2, read more kindly), and notes what other
 * readers would stumble over.
 */
final class PemScanner {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** Longest label looked for; the longest registered one has 22 characters. */
    private static final int MAX_LABEL = 64;

    /** The label of blocks that may be known. */
    static final String CERTIFICATE = "CERTIFICATE";

    private final String text;
    private final byte @Nullable [] bytes;
    private final @Nullable KnownBlocks known;
    private Set<BundleRule> traps = Set.of();
    private int position;
    private int line = 1;
    private int lineCountedTo;
    private int nextBegin = -1;
    private int nextEnd = -1;

    /** As long as every body was plain; one that is not is looked through, perhaps to the end of the text, only once. */
    private boolean plainly = true;

    /**
     * A scanner at the start of a text.
     *
     * @param bytes what ends with the text, one byte a character; null if the text is encoded otherwise
     */
    PemScanner(String text, byte @Nullable [] bytes, @Nullable KnownBlocks known) {
        this.text = text;
        this.bytes = bytes;
        this.known = known;
    }

    /** What was seen so far that is not how RFC 7468 writes it. */
    Set<BundleRule> traps() {
        return traps;
    }

    /** The following block. */
    Optional<PemBlock> next() {
        int begin = beginFrom(position);
        if (begin == text.length()) {
            return Optional.empty();
        }
        int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
        String label = text.substring(begin + BEGIN.length(), labelEnd);
        int bodyStart = labelEnd + DASHES.length();
        int beginLine = lineOf(begin);
        lookBefore(begin);
        lookBehind(bodyStart);
        // No line ends within a boundary.
        lineCountedTo = bodyStart;
        KnownBlocks.Known same = known == null || bytes == null || !label.equals(CERTIFICATE)
                ? null
                : known.recall(bytes, bytes.length - text.length() + bodyStart);
        if (same == null) {
            return Optional.of(block(label, bodyStart, beginLine));
        }
        position = bodyStart + same.text().length;
        count(same.body());
        lookBehind(position);
        return Optional.of(new PemBlock(label, label, "", same.body(), beginLine, false));
    }

    /** The block whose body starts here; it has no END if another BEGIN or the end of the text comes first. */
    private PemBlock block(String label, int bodyStart, int beginLine) {
        // A plainly written body holds no dash, so that no boundary has to be looked for in it.
        PlainBody plain = plainly ? plain(bodyStart, text.length()) : null;
        int end = endFrom(plain == null ? bodyStart : bodyStart + plain.length());
        if (plain != null && end != bodyStart + plain.length()) {
            plain = null;
        }
        plainly &= plain != null;
        // Looked for only where it can matter: a body without a dash holds no BEGIN.
        int limit = plain != null || text.indexOf('-', bodyStart) == end ? text.length() : beginFrom(bodyStart);
        if (end >= limit) {
            position = limit;
            boolean last = limit == text.length();
            return new PemBlock(label, "", text.substring(bodyStart, limit), null, beginLine, last);
        }
        int endLabelEnd = text.indexOf(DASHES, end + END.length());
        position = endLabelEnd + DASHES.length();
        lookBehind(position);
        if (plain == null) {
            plain = plain(bodyStart, end + 1);
        }
        String body = text.substring(bodyStart, end);
        String endLabel = text.substring(end + END.length(), endLabelEnd);
        if (plain == null || plain.length() < body.length()) {
            plain = null;
            lookInside(body);
        } else {
            count(plain);
        }
        return new PemBlock(label, endLabel, body, plain, beginLine, false);
    }

    /** A plainly written body within these characters of the text. */
    private @Nullable PlainBody plain(int from, int limit) {
        int before = bytes == null ? 0 : bytes.length - text.length();
        return bytes == null ? null : PlainBody.read(bytes, before + from, before + limit);
    }

    /** Counts the lines of a body that ends, with its END boundary, where the scanner stands. */
    private void count(PlainBody body) {
        line += body.lines();
        lineCountedTo = position;
    }

    /** Start of the next BEGIN boundary, the end of the text if there is none; no BEGIN is looked for twice. */
    private int beginFrom(int from) {
        if (nextBegin < from) {
            int begin = boundary(BEGIN, from);
            nextBegin = begin < 0 ? text.length() : begin;
        }
        return nextBegin;
    }

    /**
     * Start of the next END boundary, the end of the text if there is none; looked for once, however many blocks lack theirs.
     */
    private int endFrom(int from) {
        if (nextEnd < from) {
            int end = boundary(END, from);
            nextEnd = end < 0 ? text.length() : end;
        }
        return nextEnd;
    }

    /** Start of the next whole boundary, -1 if there is none. */
    private int boundary(String kind, int from) {
        for (int at = text.indexOf(kind, from); at >= 0; at = text.indexOf(kind, at + 1)) {
            int label = at + kind.length();
            int close = text.indexOf(DASHES, label);
            if (close > label && close - label <= MAX_LABEL && isOneLine(label, close)) {
                return at;
            }
            if (close < 0) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isOneLine(int from, int to) {
        String label = text.substring(from, to);
        return label.indexOf('\n') < 0 && label.indexOf('\r') < 0;
    }

    private void trap(BundleRule rule) {
        if (traps.isEmpty()) {
            traps = EnumSet.noneOf(BundleRule.class);
        }
        traps.add(rule);
    }

    private void lookBefore(int begin) {
        int at = begin;
        while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
            at--;
        }
        boolean lineStart = at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
        if (lineStart && at < begin) {
            trap(BundleRule.INDENTED);
        } else if (at > 0 && "\"'`".indexOf(text.charAt(at - 1)) >= 0) {
            trap(BundleRule.STRING_LITERAL);
        }
    }

    private void lookBehind(int boundaryEnd) {
        if (text.startsWith(BEGIN, boundaryEnd)) {
            trap(BundleRule.GLUED_BOUNDARIES);
        }
        int at = boundaryEnd;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at > boundaryEnd && (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            trap(BundleRule.TRAILING_WHITESPACE);
        }
        if (text.startsWith("\r\n", at)) {
            trap(BundleRule.CRLF);
        } else if (at < text.length() && text.charAt(at) == '\r') {
            trap(BundleRule.CR_ONLY);
        }
    }

    private void lookInside(String body) {
        if (body.contains(" \n") || body.contains("\t\n") || body.contains(" \r") || body.contains("\t\r")) {
            trap(BundleRule.TRAILING_WHITESPACE);
        }
        if (body.indexOf('"') >= 0 || body.indexOf('\'') >= 0 || body.indexOf('\\') >= 0) {
            trap(BundleRule.STRING_LITERAL);
        }
    }

    /** Line of an offset, counted from 1; asked in ascending order. */
    private int lineOf(int offset) {
        while (lineCountedTo < offset) {
            char c = text.charAt(lineCountedTo++);
            boolean crOfCrLf = c == '\r' && lineCountedTo < text.length() && text.charAt(lineCountedTo) == '\n';
            if (c == '\n' || (c == '\r' && !crOfCrLf)) {
                line++;
            }
        }
        return line;
    }
}

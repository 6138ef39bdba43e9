package vpnsentinel.dashboard;

/**
 * A status to look at.
 *
 * @param tone class of the style sheet and name of the shape: {@code red}, {@code silent}, {@code yellow}, {@code green},
 *     {@code stopped}
 * @param glyph the shape as a character
 * @param words the status in words: {@code DNS Leak Detected}
 */
public record Badge(String tone, String glyph, String words) {
    static Badge of(Tone tone, String words) {
        return new Badge(tone.word(), tone.glyph(), words);
    }
}

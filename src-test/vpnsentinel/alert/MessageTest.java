package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of a template's text before it goes out. */
class MessageTest {
    private static Message message(String html, String plain) {
        return Message.of(html, plain, false, false, Sights.NOW);
    }

    @Test
    void onlyWhatPeopleSeeCounts() {
        String longest = "<b>" + "&lt;".repeat(4096) + "</b>";

        assertThat(message(longest, "plain").html()).isEqualTo(longest);
        assertThat(message("x" + longest, "plain").html()).isEqualTo("plain");
    }

    @Test
    void anEmptyTextGivesWayToThePlainOne() {
        assertThat(message(" \n<b></b> ", "plain & simple").html()).isEqualTo("plain &amp; simple");
    }

    @Test
    void aLongPlainTextIsCutAndNoTagWith() {
        Message message = message("", "<" + "🛡".repeat(4000));

        assertThat(Html.visibleLength(message.plain())).isLessThanOrEqualTo(4096);
        assertThat(message.plain()).startsWith("&lt;&#128737;").endsWith("&#128737;&#8230;");
    }

    @Test
    void everyCharacterTravelsAsAscii() {
        assertThat(message("<b>São Paulo 🛡</b>", "").html()).isEqualTo("<b>S&#227;o Paulo &#128737;</b>");
    }
}

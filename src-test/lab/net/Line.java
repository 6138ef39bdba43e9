package lab.net;

import java.util.List;

/**
 * One network of a plan: a block of IPv4 addresses, an IPv6 /40, and what the world knows of both.
 *
 * @param head first IPv4 address of the block
 * @param bits length of the block's prefix
 * @param head6 the first 40 bits of its IPv6 addresses, as text to which {@code 00::/40} is added
 * @param hosting whether it is a data centre's, not households'
 */
record Line(
        String head,
        int bits,
        String head6,
        long asn,
        boolean hosting,
        String country,
        String region,
        String city,
        String timezone,
        String org) {

    /** Reads the columns of a plan file. */
    static Line parse(String text) {
        List<String> column = List.of(text.split("\\s*\\|\\s*"));
        String[] block = column.get(0).split("/");
        return new Line(
                block[0],
                Integer.parseInt(block[1]),
                column.get(1),
                Long.parseLong(column.get(2)),
                column.get(3).equals("hosting"),
                column.get(4),
                column.get(5),
                column.get(6),
                column.get(7),
                column.get(8));
    }

    /** The block's address with this number. */
    String v4(int number) {
        int dot = head.lastIndexOf('.') + 1;
        return head.substring(0, dot) + (Integer.parseInt(head.substring(dot)) + number);
    }

    /** An address in the first /48, {@code v6("::10")}. */
    String v6(String rest) {
        return head6 + "00" + rest;
    }

    /** An address in the last /48, which one delegation does not share with the first. */
    String other6(String rest) {
        return head6 + "ff" + rest;
    }

    String net() {
        return head + "/" + bits;
    }

    String net6() {
        return head6 + "00::/40";
    }
}

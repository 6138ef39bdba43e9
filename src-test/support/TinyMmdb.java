package support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/** Writes a small database in MaxMind's format, version 2.0, as its specification describes it: IPv6 tree, 24-bit records. */
public final class TinyMmdb {
    private static final int SIZE = 3;
    private static final int SEPARATOR = 16;
    private static final byte[] MARKER = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {0, 0}));
    private final Map<Integer, Integer> leaves = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds what is known of a block. */
    public TinyMmdb with(String block, Map<String, ?> record) {
        Prefix prefix = Prefix.parse(block).orElseThrow();
        int offset = data.size();
        write(record, data);
        byte[] bits = bits(prefix.base());
        int length = prefix.length() + (prefix.base().isV4() ? 96 : 0);
        int node = 0;
        for (int i = 0; i < length - 1; i++) {
            int side = bits[i];
            if (nodes.get(node)[side] == 0) {
                nodes.add(new int[] {0, 0});
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        int leaf = -1 - leaves.size();
        leaves.put(leaf, offset);
        nodes.get(node)[bits[length - 1]] = leaf;
        return this;
    }

    private static byte[] bits(Address address) {
        byte[] raw = address.asInetAddress().getAddress();
        byte[] bits = new byte[128];
        int start = 128 - raw.length * 8;
        for (int i = 0; i < raw.length * 8; i++) {
            bits[start + i] = (byte) (raw[i / 8] >> (7 - i % 8) & 1);
        }
        return bits;
    }

    /** The file's content. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                int record = side > 0 ? side : side == 0 ? nodes.size() : nodes.size() + SEPARATOR + leaf(side);
                out.write(record >> 16);
                out.write(record >> 8);
                out.write(record);
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARKER);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("binary_format_major_version", 2);
        about.put("binary_format_minor_version", 0);
        about.put("build_epoch", 1_763_769_600L);
        about.put("database_type", "Tiny");
        about.put("description", Map.of("en", "made for a test"));
        about.put("ip_version", 6);
        about.put("languages", List.of("en"));
        about.put("node_count", nodes.size());
        about.put("record_size", SIZE * 8);
        write(about, out);
        return out.toByteArray();
    }

    private int leaf(int side) {
        return leaves.getOrDefault(side, 0);
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof Map<?, ?> map) {
            out.write(7 << 5 | map.size());
            map.forEach((key, each) -> {
                write(key, out);
                write(each, out);
            });
        } else if (value instanceof List<?> list) {
            out.write(list.size());
            out.write(11 - 7);
            list.forEach(each -> write(each, out));
        } else if (value instanceof Boolean flag) {
            out.write(flag ? 1 : 0);
            out.write(14 - 7);
        } else if (value instanceof Long number) {
            out.write(8);
            out.write(9 - 7);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) (number >> shift));
            }
        } else if (value instanceof Integer number) {
            out.write(5 << 5 | 2);
            out.write(number >> 8);
            out.write(number);
        } else {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            if (text.length < 29) {
                out.write(2 << 5 | text.length);
            } else {
                out.write(2 << 5 | 29);
                out.write(text.length - 29);
            }
            out.writeBytes(text);
        }
    }
}

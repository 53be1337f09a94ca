#!/bin/sh
# A quotation extractor for quoteval as a shell script: everything between curly quotation marks, by nobody in particular.
#
#     quoteval run --data esper --strategy 'exec:sh examples/shell/extract.sh'
#
# A task begins {"schema":…,"id":…,"text":…. What is cut out of its JSON is put into JSON again as it is, so that nothing has
# to be unescaped; quoteval finds the quotations by their text.

while IFS= read -r task; do
    id=$(printf '%s\n' "$task" | sed 's/^{"schema":"[^"]*","id":"\(\(\\.\|[^"\\]\)*\)".*/\1/')
    quotations=$(printf '%s\n' "$task" | LC_ALL=C awk '{
        gsub(/"quotations":.*/, "")
        pieces = split($0, piece, "“")
        for (i = 2; i <= pieces; i++) {
            if (split(piece[i], part, "”") > 1) {
                printf "%s{\"content\":[\"“%s”\"]}", comma, part[1]
                comma = ","
            }
        }
    }')
    printf '{"id":"%s","quotations":[%s]}\n' "$id" "$quotations"
done

using System.Text;

namespace Nuke.Docker.Dockerfiles.Parsing;

/// <summary>Reads <c>type=cache,target=/root/.cache</c>: comma-separated values in which quotes protect
/// commas.</summary>
static class MountParser
{
    public static Mount Parse(InstructionContext context, Word text)
    {
        var options = Fields(context, text.Text).Select(Option).ToList();
        var from = options.Find(option => option.Key == "from").Value;
        return from?.IndexOf('$', StringComparison.Ordinal) is >= 0 and var dollar && dollar < from.Length - 1
            ? throw context.Error(
                $"--mount with from={from} cannot hold variables. Name a stage with FROM {from} AS <name> and mount "
                + "that.")
            : new(text, options);
    }

    static KeyValuePair<string, string?> Option(string field)
    {
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(field.ToLowerInvariant(), null)
            : new(field[..equals].ToLowerInvariant(), field[(equals + 1)..]);
    }

    static List<string> Fields(InstructionContext context, string text)
    {
        var fields = new List<string>();
        for (var position = 0; position <= text.Length; position++)
            fields.Add(position < text.Length && text[position] == '"' ? Quoted(ref position) : Plain(ref position));
        return fields;

        string Plain(ref int position)
        {
            var start = position;
            position = text.IndexOf(',', start) is var comma and >= 0 ? comma : text.Length;
            return text[start..position].Contains('"', StringComparison.Ordinal)
                ? throw Malformed()
                : text[start..position];
        }

        string Quoted(ref int position)
        {
            var field = new StringBuilder();
            for (position++; position < text.Length; position++)
            {
                if (text[position] != '"')
                    field.Append(text[position]);
                else if (position + 1 < text.Length && text[position + 1] == '"')
                    field.Append(text[++position]);
                else if (position + 1 == text.Length || text[position + 1] == ',')
                {
                    position++;
                    return field.ToString();
                }
                else
                    break;
            }
            throw Malformed();
        }

        DockerfileException Malformed() =>
            context.Error($"--mount={text} has a quote that neither begins nor ends an option. Quote whole options.");
    }
}

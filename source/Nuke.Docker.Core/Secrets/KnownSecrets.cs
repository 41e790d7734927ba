using System.Buffers;
using System.Text;

namespace Nuke.Docker.Secrets;

/// <summary>The secrets that one build knows, found in any text in any of their forms.</summary>
/// <remarks>
/// One search over all forms at once, however many there are: <see cref="SearchValues"/>. Safe for several threads.
/// </remarks>
sealed class KnownSecrets
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Mark = "***";

    // The value of a whole build argument may be compared at a length at which it could not be searched for.
    const int MinimumEqualLength = 4;

    readonly Lock _lock = new();
    readonly List<KnownSecret> _secrets = [];
    volatile Forms _forms = Forms.None;

    public KnownSecrets(params IEnumerable<KnownSecret> secrets) => Add(secrets);

    /// <summary>Whether there is nothing to look for: then nothing costs anything.</summary>
    public bool IsEmpty => _secrets.Count == 0;

    /// <summary>From now on these are known too.</summary>
    public void Add(params IEnumerable<KnownSecret> secrets)
    {
        lock (_lock)
        {
            _secrets.AddRange(secrets.Where(secret => secret.Value.Length > 0));
            _forms = Forms.Of(_secrets.SelectMany(SecretForms.Of));
        }
    }

    /// <summary>Puts the mark in the place of each value. Where values overlap one mark covers them.</summary>
    /// <returns>The same string if there is none in it.</returns>
    public string Redact(string text)
    {
        var forms = _forms;
        var start = forms.FindFrom(text, 0);
        if (start < 0)
            return text;
        var redacted = new StringBuilder();
        var end = 0;
        for (; start >= 0; start = forms.FindFrom(text, start + 1))
        {
            if (start >= end)
                redacted.Append(text, end, start - end).Append(Mark);
            end = Math.Max(end, start + forms.LongestAt(text, start)!.Value.Text.Length);
        }
        return redacted.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Whether <see cref="Redact"/> would change the text.</summary>
    public bool IsIn(string text) => _forms.FindFrom(text, 0) >= 0;

    /// <summary>The secret that a text gives away.</summary>
    /// <returns><see langword="null"/> for none.</returns>
    public KnownSecret? FindIn(string text)
    {
        var forms = _forms;
        for (var at = forms.FindFrom(text, 0); at >= 0; at = forms.FindFrom(text, at + 1))
            if (forms.ProofAt(text, at) is { } form)
                return form.Secret;
        return null;
    }

    /// <summary>The secret that a value is or holds. A short one it has to be as a whole.</summary>
    /// <inheritdoc cref="FindIn"/>
    public KnownSecret? FindInValue(string value)
    {
        lock (_lock)
            return _secrets.Find(secret => secret.Value.Length >= MinimumEqualLength && secret.Value == value.Trim())
                ?? FindIn(value);
    }

    /// <summary>The same without some of them.</summary>
    public KnownSecrets Without(IReadOnlyCollection<KnownSecret> others)
    {
        lock (_lock)
            return others.Count == 0
                ? this
                : new KnownSecrets(_secrets.ExceptBy(others.Select(other => other.Value), secret => secret.Value));
    }

    sealed class Forms
    {
        public static readonly Forms None = new([]);

        readonly SecretForm[] _longestFirst;
        readonly SearchValues<string> _values;

        Forms(SecretForm[] longestFirst)
        {
            _longestFirst = longestFirst;
            _values = SearchValues.Create([.. longestFirst.Select(form => form.Text)], StringComparison.Ordinal);
        }

        public static Forms Of(IEnumerable<SecretForm> forms) =>
            new([.. forms.OrderByDescending(form => form.Text.Length)]);

        public int FindFrom(string text, int start)
        {
            var index = start < text.Length ? text.AsSpan(start).IndexOfAny(_values) : -1;
            return index < 0 ? -1 : start + index;
        }

        public SecretForm? LongestAt(string text, int start) => At(text, start).Cast<SecretForm?>().FirstOrDefault();

        public SecretForm? ProofAt(string text, int start) =>
            At(text, start).Where(form => form.IsProof).Cast<SecretForm?>().FirstOrDefault();

        IEnumerable<SecretForm> At(string text, int start) =>
            _longestFirst.Where(form => string.CompareOrdinal(text, start, form.Text, 0, form.Text.Length) == 0);
    }
}

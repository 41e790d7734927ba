using System.Text;

namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>Collects an expansion as one text and as words at the same time.</summary>
sealed class ExpansionBuffer
{
    readonly StringBuilder _text = new();
    readonly StringBuilder _word = new();
    readonly List<string> _words = [];

    public string Text => _text.ToString();

    /// <summary>Text in which blanks separate words: plain characters and values of variables outside quotes.</summary>
    public void Append(string text)
    {
        _text.Append(text);
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
                EndWord();
            else
                _word.Append(character);
        }
    }

    /// <summary>Text that was quoted or escaped.</summary>
    public void AppendProtected(string text)
    {
        _text.Append(text);
        _word.Append(text);
    }

    public IReadOnlyList<string> Words()
    {
        EndWord();
        return _words;
    }

    void EndWord()
    {
        if (_word.Length > 0)
            _words.Add(_word.ToString());
        _word.Clear();
    }
}

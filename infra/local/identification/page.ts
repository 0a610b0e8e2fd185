import { testPeople, type TestPerson } from './people.ts';

/** The stand-in's page: whom to be. Without scripts; the identity code is typed or chosen, and goes in the form's body. */
export function choicePage(fault?: string): string {
  return `<!doctype html>
<html lang="fi">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tunnistautuminen (harjoittelu)</title>
<style>
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 34rem; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
button { font: inherit; min-height: 44px; padding: .5rem 1rem; border-radius: 8px; border: 1px solid #6b6b6b; width: 100%; text-align: start; cursor: pointer; background: Canvas; color: CanvasText; }
button:hover, button:focus-visible { outline: 3px solid #2a6ebb; outline-offset: 1px; }
input { font: inherit; min-height: 44px; padding: .25rem .75rem; width: 100%; box-sizing: border-box; }
.note { background: #fff3d6; color: #3a2a00; padding: .75rem 1rem; border-radius: 8px; }
small { opacity: .8; }
</style>
</head>
<body>
<main>
<p class="note">Harjoittelupalvelu. Se on olemassa vain tällä koneella, eikä täällä saa käyttää kenenkään oikeaa henkilötunnusta.</p>
<h1>Valitse testihenkilö</h1>
${fault === undefined ? '' : `<p role="alert">${fault}</p>`}
<form method="post">
<ul>${testPeople.map(choice).join('')}</ul>
</form>
<form method="post">
<p><label for="code">Muu testitunnus</label><br><input id="code" name="code" autocomplete="off" maxlength="11"></p>
<p><button>Tunnistaudu</button></p>
</form>
<form method="post"><p><button name="cancel" value="yes">Peruuta</button></p></form>
</main>
</body>
</html>`;
}

function choice({ code, givenName, familyName, note }: TestPerson): string {
  return `<li><button name="code" value="${code}">${givenName} ${familyName} <small>${note}</small></button></li>`;
}

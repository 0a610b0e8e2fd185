import { expect, signIn, test } from './support.ts';

const VERSION = '/api/desk/today/version';

test('3 · an open day follows by itself, and looks at nobody’s data as long as nothing changes', async ({
  page,
  context,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  await page.clock.install();
  await page.goto('/fi/desk');
  const heading = page.getByRole('heading', { name: /^Kirjatut kohtaamiset/u });
  const before = await heading.innerText();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  /** Lets the twenty seconds pass after which the screen asks again. */
  const wait = async (): Promise<void> => {
    const answered = page.waitForResponse((response) => response.url().includes(VERSION));
    await page.clock.fastForward(20_000);
    await answered;
  };
  /** One turn in which only the version is asked; a quarter of an hour that ends just then costs another turn. */
  const asksForTheVersionAlone = () =>
    expect(async () => {
      asked.length = 0;
      await wait();
      await page.evaluate(() => new Promise((settled) => requestIdleCallback(settled)));
      expect(asked).toEqual([VERSION]);
    }).toPass({ timeout: 10_000 });

  await asksForTheVersionAlone();

  const desk = await context.newPage();
  await desk.goto('/fi/desk/contact');
  await desk.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Asuminen', { exact: true }).click();
  await desk.getByRole('radiogroup', { name: 'Ikä' }).getByText('18–19').click();
  await desk.getByRole('button', { name: 'Tallenna' }).click();
  await expect(desk.getByText(/Kohtaaminen kirjattu/u)).toBeVisible();

  await wait();
  await expect(heading).not.toHaveText(before);
  expect(asked).toContain('/fi/desk');
  await asksForTheVersionAlone();
});
